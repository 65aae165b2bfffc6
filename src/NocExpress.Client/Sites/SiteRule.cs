using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NocExpress.Client.Guesses;
using NocExpress.Models;

namespace NocExpress.Client.Sites;

/// <summary>
/// One way in which a server may find sites by a value: what the filters look at, no document says. The rule is held against all sites, and
/// remembers the ones of the wanted values.
/// </summary>
[GoesBy(Guess.SearchMatching)]
internal sealed class SiteRule
{
    private readonly Func<NocSite, IEnumerable<string>> _keys;
    private readonly Dictionary<string, List<NocSite>> _found;

    /// <param name="keys">What the rule looks at of a site.</param>
    /// <param name="values">The wanted values.</param>
    private SiteRule(Func<NocSite, IEnumerable<string>> keys, IEnumerable<string> values)
    {
        _keys = keys;
        _found = values.Distinct(StringComparer.OrdinalIgnoreCase)
            .ToDictionary(value => value, _ => new List<NocSite>(), StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>All rules that a server may go by: a field that is the value, or a word of a name.</summary>
    public static IReadOnlyList<SiteRule> For(IReadOnlyCollection<string> values)
    {
        Func<NocSite, IEnumerable<string?>>[] fields =
        [
            static site => [site.Macnum],
            static site => [site.AccountName],
            static site => [site.ParentAccount],
            static site => [site.ParentMacnum],
            static site => [site.Macnum, site.AccountName, site.ParentAccount],
            static site => [site.Macnum, site.AccountName, site.ParentAccount, site.ParentMacnum, site.ParentName],
            static site => site.AdditionalProperties.Values.Select(static value => Convert.ToString(value, CultureInfo.InvariantCulture)),
        ];
        Func<NocSite, IEnumerable<string?>>[] names =
        [
            static site => [site.Name],
            static site => [site.SiteName],
            static site => [site.Name, site.SiteName],
            static site => [site.Name, site.SiteName, site.City],
        ];
        return
        [
            .. fields.Concat(names).Select(texts => new SiteRule(site => Given(texts(site)), values)),
            .. names.Select(texts => new SiteRule(site => Given(texts(site)).SelectMany(Words), values)),
        ];
    }

    /// <summary>Remembers the site where a wanted value finds it.</summary>
    public void Look(NocSite site)
    {
        foreach (string value in _keys(site).Distinct(StringComparer.OrdinalIgnoreCase).Where(_found.ContainsKey))
        {
            _found[value].Add(site);
        }
    }

    /// <summary>The sites that the rule finds for a wanted value.</summary>
    public IReadOnlyList<NocSite> Found(string value) => _found[value];

    private static IEnumerable<string> Given(IEnumerable<string?> texts) =>
        texts.Where(static text => !string.IsNullOrEmpty(text)).Select(static text => text!);

    private static IEnumerable<string> Words(string text) =>
        new string([.. text.Select(static c => char.IsLetterOrDigit(c) ? c : ' ')]).Split([' '], StringSplitOptions.RemoveEmptyEntries);
}
