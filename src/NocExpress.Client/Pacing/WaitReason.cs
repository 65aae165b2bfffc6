namespace NocExpress.Client.Pacing;

/// <summary>Why a request waits for its turn.</summary>
internal enum WaitReason
{
    /// <summary>Our own limit is reached.</summary>
    Limit,

    /// <summary>The server refused a request as one too many, and everybody holds back.</summary>
    HoldBack,

    /// <summary>The server has refused one lately, and is given them one by one.</summary>
    OneByOne,

    /// <summary>Others wait, and this one is in the background.</summary>
    Others,
}
