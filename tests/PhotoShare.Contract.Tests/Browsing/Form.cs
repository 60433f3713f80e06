using System.Net;
using System.Text.RegularExpressions;

namespace PhotoShare.Contract.Tests.Browsing;

/// <summary>A form of a page, as far as sign-in and consent pages need it: fields with their values, and what can be pressed.</summary>
public sealed partial record Form(string Method, Uri Action, IReadOnlyDictionary<string, string> Fields, IReadOnlyList<SubmitButton> Buttons)
{
    /// <summary>The button that reads like this, whatever its case.</summary>
    public SubmitButton Button(string label) =>
        Buttons.SingleOrDefault(button => button.Label.Equals(label, StringComparison.OrdinalIgnoreCase))
        ?? throw new InvalidOperationException($"The form has no button {label}, but: {string.Join(", ", Buttons.Select(button => button.Label))}");

    /// <summary>The forms of a page, in their order.</summary>
    public static IReadOnlyList<Form> In(string html, Uri page) =>
        [.. FormElement().Matches(html).Select(form => Read(form.Groups["attributes"].Value, form.Groups["content"].Value, page))];

    private static Form Read(string attributes, string content, Uri page)
    {
        var fields = new Dictionary<string, string>();
        var buttons = new List<SubmitButton>();
        foreach (Match element in Control().Matches(content))
        {
            var control = Attributes(element.Groups["attributes"].Value);
            var isButton = element.Groups["tag"].Value == "button";
            var type = control.GetValueOrDefault("type", isButton ? "submit" : "text");
            var name = control.GetValueOrDefault("name", "");
            var value = control.GetValueOrDefault("value", "");
            if (type == "submit") buttons.Add(new(name, value, isButton ? Text(element.Groups["content"].Value) : value));
            else if (type is not ("button" or "checkbox") && name.Length > 0) fields[name] = value;
        }

        var form = Attributes(attributes);
        return new(form.GetValueOrDefault("method", "get").ToUpperInvariant(), new Uri(page, form.GetValueOrDefault("action", page.ToString())), fields, buttons);
    }

    /// <summary>The attributes of an element, decoded.</summary>
    internal static Dictionary<string, string> Attributes(string text)
    {
        var found = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (Match attribute in Attribute().Matches(text))
            found.TryAdd(attribute.Groups["name"].Value, WebUtility.HtmlDecode(attribute.Groups["value"].Value));
        return found;
    }

    /// <summary>What a person reads of a piece of HTML.</summary>
    internal static string Text(string html) =>
        Space().Replace(WebUtility.HtmlDecode(Tag().Replace(html, " ")), " ").Trim();

    [GeneratedRegex("<form(?<attributes>[^>]*)>(?<content>.*?)</form>", RegexOptions.Singleline)]
    private static partial Regex FormElement();

    [GeneratedRegex("<(?<tag>input)(?<attributes>[^>]*)>|<(?<tag>button)(?<attributes>[^>]*)>(?<content>.*?)</button>", RegexOptions.Singleline)]
    private static partial Regex Control();

    [GeneratedRegex("(?<name>[A-Za-z_:-]+)=\"(?<value>[^\"]*)\"")]
    private static partial Regex Attribute();

    [GeneratedRegex("<(script|style)[^>]*>.*?</\\1>|<[^>]*>", RegexOptions.Singleline | RegexOptions.IgnoreCase)]
    private static partial Regex Tag();

    [GeneratedRegex("\\s+")]
    private static partial Regex Space();
}

/// <summary>What can be pressed in a form.</summary>
/// <param name="Name">Sent with its value if not empty.</param>
/// <param name="Value">The value that is sent.</param>
/// <param name="Label">What a person reads on it.</param>
public sealed record SubmitButton(string Name, string Value, string Label);
