using System.Text.Json;
using System.Text.RegularExpressions;

namespace PhotoShare.Web.Dance;

/// <summary>What a server said on the back channel.</summary>
public abstract partial record Answer
{
    private const string NoErrorCode = "no_error_code";

    private Answer()
    {
    }

    /// <summary>Success. The body is an object; an empty one where the server sent nothing (RFC 7009 section 2.2).</summary>
    public sealed record Success(JsonElement Body) : Answer
    {
        public override string ToString() => nameof(Success);
    }

    /// <summary>A refusal as OAuth says it (RFC 6749 section 5.2).</summary>
    /// <param name="Code">The <c>error</c>, such as <c>invalid_grant</c>.</param>
    /// <param name="Description">For a developer, without what we had sent.</param>
    public sealed record Refused(string Code, string? Description) : Answer
    {
        public string Cause => Description is null ? $"The server answered {Code}." : $"The server answered {Code}: {Description}";
    }

    /// <summary>The <c>error</c> of a refusal, if that is what the JSON is.</summary>
    /// <returns>A word for what is no error code: nothing that a server makes up is repeated.</returns>
    public static string? ErrorOf(JsonElement json) =>
        json.ValueKind == JsonValueKind.Object && json.Text("error") is { } code ? ErrorCodes().IsMatch(code) ? code : NoErrorCode : null;

    /// <summary>No answer, or none that can be understood.</summary>
    public sealed record Silence(string Cause) : Answer;

    /// <summary>The refusal that this answer amounts to, if a step has no better word for it.</summary>
    public Refusal ToRefusal() => this switch
    {
        Refused { Code: "temporarily_unavailable" or "server_error" } error => new Refusal(DanceProblem.ServerUnavailable, error.Cause),
        Refused error => new Refusal(DanceProblem.ServerRefusedUs, error.Cause),
        Silence silence => new Refusal(DanceProblem.ServerUnavailable, silence.Cause),
        _ => new Refusal(DanceProblem.ServerUnavailable, "The server's answer lacks what it must have."),
    };

    // Narrower than RFC 6749 section 5.2 allows, so that no token passes for a code.
    [GeneratedRegex("^[a-z_]{1,50}$")]
    private static partial Regex ErrorCodes();
}
