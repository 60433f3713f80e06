using System.Security.Claims;

namespace PhotoShare.Api.Authentication;

internal static class Person
{
    /// <summary>The resource owner's id in this network: the token's <c>sub</c>, which validation has made sure of.</summary>
    public static string Id(this ClaimsPrincipal person) => person.FindFirstValue("sub") ?? throw new InvalidOperationException("Nobody is signed in here: the endpoint lacks its policy.");
}
