using System.Diagnostics.CodeAnalysis;

namespace PhotoShare.Web.Photos;

/// <summary>What a network's photo API answered: what was asked for, or why not.</summary>
public sealed class PhotoApiAnswer<T>
{
    private readonly T? value;
    private readonly PhotoApiRefusal? refusal;

    private PhotoApiAnswer(T? value, PhotoApiRefusal? refusal) => (this.value, this.refusal) = (value, refusal);

    public static implicit operator PhotoApiAnswer<T>(T value) => new(value, null);

    public static implicit operator PhotoApiAnswer<T>(PhotoApiRefusal refusal) => new(default, refusal);

    /// <returns>True with the value, false with the refusal.</returns>
    public bool Has([NotNullWhen(true)] out T? value, [NotNullWhen(false)] out PhotoApiRefusal? refusal)
    {
        (value, refusal) = (this.value, this.refusal);
        return refusal is null;
    }
}

/// <summary>Why a photo API did not give what it was asked for.</summary>
/// <param name="Kind">What the person is told follows from it.</param>
/// <param name="Cause">For a developer; without secrets.</param>
/// <param name="Scope">The scope that the API names as missing (RFC 6750 section 3), with <see cref="PhotoApiRefusalKind.InsufficientScope"/> only.</param>
public sealed record PhotoApiRefusal(PhotoApiRefusalKind Kind, string Cause, string? Scope = null);

/// <summary>The ways in which a photo API can fail to give what it was asked for.</summary>
public enum PhotoApiRefusalKind
{
    /// <summary>The person has no connection to the network.</summary>
    NotConnected,

    /// <summary>The grant has ended.</summary>
    ReconnectNeeded,

    /// <summary>The access token can't be refreshed, for the authorization server does not answer.</summary>
    AuthorizationServerDown,

    /// <summary>Not there, or not this person's.</summary>
    NotFound,

    /// <summary>The access token does not carry the scope (<c>insufficient_scope</c>, RFC 6750 section 3.1).</summary>
    InsufficientScope,

    /// <summary>The API says that we asked wrongly, such as with a cursor that is none.</summary>
    BadRequest,

    /// <summary>The API can't be reached, fails, or answers what can't be understood.</summary>
    Down,

    /// <summary>The line broke while the API was asked for something to read: nothing was done there, and to ask again does no harm.</summary>
    Cut,

    /// <summary>The API did not answer in time.</summary>
    Slow,
}
