namespace NocExpress.Models;

/// <summary>How the client id and secret are presented to the token endpoint.</summary>
public enum NocClientAuthentication
{
    /// <summary>In the <c>Authorization</c> header (<c>client_secret_basic</c>).</summary>
    Basic,

    /// <summary>In the form (<c>client_secret_post</c>).</summary>
    Post,
}
