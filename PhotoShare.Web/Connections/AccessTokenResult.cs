namespace PhotoShare.Web.Connections;

/// <summary>What came of asking for an access token.</summary>
public abstract record AccessTokenResult
{
    private AccessTokenResult()
    {
    }

    /// <summary>A token that lives half a minute more at least, as far as we know.</summary>
    public sealed record Token(string Value) : AccessTokenResult
    {
        public override string ToString() => nameof(Token);
    }

    /// <summary>The person has no connection to this network.</summary>
    public sealed record NotConnected : AccessTokenResult;

    /// <summary>The grant has ended (<c>invalid_grant</c>). Account and settings are kept; the person must reconnect.</summary>
    public sealed record ReconnectNeeded : AccessTokenResult;

    /// <summary>The authorization server can't be asked at the moment. Nothing is lost.</summary>
    /// <param name="Cause">For a developer; without secrets.</param>
    public sealed record Unavailable(string Cause) : AccessTokenResult;
}
