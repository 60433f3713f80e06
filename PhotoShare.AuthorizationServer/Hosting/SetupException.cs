namespace PhotoShare.AuthorizationServer.Hosting;

/// <summary>The server can't start as it was asked to. The message says what to change; no stack trace helps.</summary>
public sealed class SetupException(string message) : Exception(message);
