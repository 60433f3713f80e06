using System.Text.Json;
using System.Text.Json.Nodes;

namespace PhotoShare.AuthorizationServer.Realms.Rules;

/// <summary>Looks at one value of a realm file, and reports what can't be served.</summary>
/// <remarks>Whatever no rule names is refused: it might protect something.</remarks>
internal abstract record Rule
{
    /// <summary>A value of this kind is read and honoured.</summary>
    public static Rule Text { get; } = new Kind(JsonValueKind.String, "a string");

    public static Rule Flag { get; } = new Kind(JsonValueKind.True, "true or false");

    public static Rule Texts { get; } = new ListOf(Text);

    /// <summary>Whole seconds, more than none.</summary>
    public static Rule Seconds { get; } = Must("must be a whole number of seconds, at least 1", value => Number(value) is >= 1);

    /// <summary>A whole number, 0 or more.</summary>
    public static Rule Count { get; } = Must("must be a whole number, at least 0", value => Number(value) is >= 0);

    /// <summary>An absolute http or https address.</summary>
    public static Rule Address { get; } = Must("must be an absolute http or https address without fragment",
        value => Uri.TryCreate(Content(value), UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.Fragment.Length == 0);

    /// <summary>Nothing here depends on the value; the reason says why.</summary>
    public static Rule Harmless(string reason) => new Ignored(reason);

    /// <summary>No other value is served: JSON's <c>true</c> and the string <c>"true"</c> are the same here, as in Keycloak.</summary>
    public static Rule Only(params string[] served) =>
        Must($"only {string.Join(" or ", served.Select(value => value.Length == 0 ? "an empty value" : value))} is served", value => served.Contains(Content(value)));

    public static Rule Must(string message, Func<JsonNode, bool> holds) => new Condition(message, holds);

    public abstract void Check(JsonNode value, Action<string, string> report);

    /// <summary>This rule, and then another.</summary>
    public Rule And(Rule other) => new Both(this, other);

    /// <summary>The text of a string, number or flag; <see langword="null"/> for anything else.</summary>
    protected static string? Content(JsonNode value) => value.GetValueKind() switch
    {
        JsonValueKind.String => value.GetValue<string>(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.Number => value.ToJsonString(),
        _ => null,
    };

    /// <summary>Whether an object says <c>"enabled": false</c>.</summary>
    protected internal static bool IsOff(JsonObject value) => value["enabled"] is { } enabled && Content(enabled) == "false";

    private static int? Number(JsonNode value) =>
        int.TryParse(Content(value), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : null;

    private sealed record Both(Rule First, Rule Second) : Rule
    {
        public override void Check(JsonNode value, Action<string, string> report)
        {
            First.Check(value, report);
            Second.Check(value, report);
        }
    }

    private sealed record Ignored(string Reason) : Rule
    {
        public override void Check(JsonNode value, Action<string, string> report)
        {
        }
    }

    private sealed record Condition(string Message, Func<JsonNode, bool> Holds) : Rule
    {
        public override void Check(JsonNode value, Action<string, string> report)
        {
            if (!Holds(value)) report(value.GetPath(), Message);
        }
    }

    private sealed record Kind(JsonValueKind Wanted, string Name) : Rule
    {
        public override void Check(JsonNode value, Action<string, string> report)
        {
            var kind = value.GetValueKind();
            if (kind != Wanted && !(Wanted == JsonValueKind.True && kind == JsonValueKind.False)) report(value.GetPath(), $"must be {Name}");
        }
    }
}

/// <summary>Each element must hold the rule.</summary>
internal sealed record ListOf(Rule Element) : Rule
{
    public override void Check(JsonNode value, Action<string, string> report)
    {
        if (value is not JsonArray array)
        {
            report(value.GetPath(), "must be a list");
            return;
        }

        for (var i = 0; i < array.Count; i++)
        {
            if (array[i] is { } element) Element.Check(element, report);
            else report($"{array.GetPath()}[{i}]", "must not be null");
        }
    }
}

/// <summary>Each property must have a rule, and hold it.</summary>
internal sealed record ObjectOf : Rule
{
    /// <summary>Rules by the property's name.</summary>
    public required IReadOnlyDictionary<string, Rule> Properties { get; init; }

    /// <summary>Properties that must be there.</summary>
    public string[] Required { get; init; } = [];

    /// <summary>What has the property that is not served, for the message: «client», «realm».</summary>
    public required string What { get; init; }

    /// <summary>Such an object is not served at all, so nothing in it is looked at.</summary>
    public Func<JsonObject, bool> Skip { get; init; } = _ => false;

    /// <summary>What properties must hold together; answers what is wrong, or <see langword="null"/>.</summary>
    public Func<JsonObject, string?> Together { get; init; } = _ => null;

    public override void Check(JsonNode value, Action<string, string> report)
    {
        if (value is not JsonObject @object)
        {
            report(value.GetPath(), "must be an object");
            return;
        }

        foreach (var name in Required.Where(name => @object[name] is null)) report(@object.GetPath(), $"{name} is missing");
        if (Skip(@object)) return;
        foreach (var (name, property) in @object)
        {
            if (property is null) continue;
            if (Properties.TryGetValue(name, out var rule)) rule.Check(property, report);
            else report(property.GetPath(), $"this property of a {What} is not served, and it may protect something: remove it, or run the realm on Keycloak");
        }

        if (Together(@object) is { } problem) report(@object.GetPath(), problem);
    }
}

/// <summary>A map whose every value holds the rule, whatever its name.</summary>
internal sealed record MapOf(Rule Value) : Rule
{
    public override void Check(JsonNode value, Action<string, string> report)
    {
        if (value is not JsonObject map)
        {
            report(value.GetPath(), "must be an object");
            return;
        }

        foreach (var (_, entry) in map)
            if (entry is not null) Value.Check(entry, report);
    }
}
