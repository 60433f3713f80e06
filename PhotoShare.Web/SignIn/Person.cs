using System.Security.Claims;

namespace PhotoShare.Web.SignIn;

/// <summary>The person who is signed in to PhotoShare.</summary>
public static class Person
{
    /// <summary>The subject at PhotoShare's own realm, by which connections belong to people.</summary>
    public static string Id(ClaimsPrincipal user) =>
        user.FindFirstValue("sub") ?? throw new InvalidOperationException("Nobody is signed in: the endpoint lacks RequireAuthorization().");

    /// <summary>What the person is called.</summary>
    public static string Name(ClaimsPrincipal user) =>
        user.FindFirstValue("name") ?? user.FindFirstValue("preferred_username") ?? Id(user);
}
