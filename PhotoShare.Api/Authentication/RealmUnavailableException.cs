namespace PhotoShare.Api.Authentication;

/// <summary>The realm did not answer, or not in a way that says anything about a token.</summary>
internal sealed class RealmUnavailableException(string message, Exception? cause = null) : Exception(message, cause);
