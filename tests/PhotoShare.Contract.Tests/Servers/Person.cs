namespace PhotoShare.Contract.Tests.Servers;

/// <summary>Somebody with an account in a realm: the resource owner.</summary>
public sealed record Person(string Name, string Password);
