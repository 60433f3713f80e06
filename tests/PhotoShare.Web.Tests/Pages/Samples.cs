using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using PhotoShare.Web.Albums;
using PhotoShare.Web.Connections;
using PhotoShare.Web.Layout;
using PhotoShare.Web.Photos;
using PhotoShare.Web.Problems;
using PhotoShare.Web.Uploads;

namespace PhotoShare.Web.Tests.Pages;

/// <summary>Every page, each with what it may have to show: at <c>/sample/{name}</c> of the test's own site.</summary>
public static class Samples
{
    public static readonly NetworkBrand Friendbook = new("friendbook", "Friendbook", "#2f5fd0");
    public static readonly NetworkBrand Instapic = new("instapic", "Instapic", "#b4236f");
    public static readonly NetworkBrand Pebble = new("pebble", "Pebble & <Stone>", "#e8c34a");
    public static readonly DateTimeOffset Now = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    private const string Dance = "4bf92f3577b34da6a3ce929d0e0e4736";

    /// <summary>Every problem of the catalogue by its name there.</summary>
    public static readonly Dictionary<string, Problem> Problems = typeof(ProblemCatalogue).GetFields()
        .Select(field => (field.Name, Problem: (Problem)field.GetValue(null)!))
        .Concat(typeof(ProblemCatalogue).GetMethods().Where(method => method.ReturnType == typeof(Problem))
            .Select(method => (method.Name, Problem: (Problem)method.Invoke(null, [Friendbook])!)))
        .ToDictionary(sample => sample.Name, sample => sample.Problem);

    private static readonly NetworkCard[] Cards =
    [
        new(Friendbook, CardState.Connected)
        {
            Account = "Ada Lovelace", Scopes = ["See your albums and photos", "See your name and picture"],
            Since = Now.AddDays(-12), LastUsed = Now.AddMinutes(-3), Dance = Dance,
        },
        new(Instapic, CardState.ReconnectNeeded) { Account = "ada.l", Scopes = ["See your albums and photos"], Since = Now.AddDays(-3), LastUsed = Now.AddHours(-5), Dance = Dance },
        new(Pebble, CardState.NotConnected),
    ];

    private static readonly (int Width, int Height)[] Sizes = [(1600, 1067), (1067, 1600), (1600, 900), (1200, 1200), (1600, 1200), (1200, 1500), (2400, 1000)];

    private static PhotoSummary Photo(int n) => new($"p{n}", "a1", $"Photo number {n}", Sizes[n % Sizes.Length].Width, Sizes[n % Sizes.Length].Height, 2_345_678, "image/jpeg");

    private static readonly PageOf<AlbumSummary> Albums = new(
        [.. Enumerable.Range(1, 7).Select(n => new AlbumSummary($"a{n}", n == 3 ? "A walk along the coast that took the whole long day" : $"Album {n}", n * 3 - 2, Now.AddDays(-n * 20), CoverPhotoId: n == 5 ? null : $"p{n}"))], "next");

    private static readonly Album Album = new("a1", "The Alps in June", 31, Now.AddDays(-150), new([.. Enumerable.Range(1, 17).Select(Photo)], "next"), "Four days from hut to hut, with one pair of dry socks.");

    private static readonly PhotoDetails Details = new("p2", "a1", "Above the clouds, early", 1600, 900, 2_345_678, "image/jpeg")
    {
        TakenAt = new DateTime(2026, 6, 2, 5, 41, 0),
        AlbumTitle = "The Alps in June",
        Camera = new("Lumen M2", "Lumen 35mm", 0.004, 2.8, 200, 35),
    };

    public static readonly Dictionary<string, Func<IResult>> Pages = new()
    {
        ["connections"] = () => Show<ConnectedAccountsPage>(new { Cards, Notice = "Friendbook is connected." }),
        ["keep"] = () => Show<KeepAccountPage>(new { Account = new AccountToKeep(Friendbook, "Ada Lovelace", ["See your albums and photos"], "Ada") { Replaces = "Ben Franklin" } }),
        ["disconnected"] = () => Show<DisconnectedPage>(new { Outcome = new DisconnectOutcome(Friendbook, true, TimeSpan.FromMilliseconds(38)) { Dance = Dance } }),
        ["disconnected-unsure"] = () => Show<DisconnectedPage>(new { Outcome = new DisconnectOutcome(Friendbook, false, null) }),
        ["albums"] = () => Show<AlbumsPage>(new { Network = Friendbook, Albums }),
        ["albums-none"] = () => Show<AlbumsPage>(new { Network = Friendbook, Albums = new PageOf<AlbumSummary>([], null) }),
        ["album"] = () => Show<AlbumPage>(new { Network = Friendbook, Album, Cursor = "here" }),
        ["photo"] = () => Show<PhotoPage>(new { Network = Friendbook, Photo = Details with { PreviousPhotoId = "p1", NextPhotoId = "p3" } }),
        ["photo-tall"] = () => Show<PhotoPage>(new { Network = Friendbook, Photo = Details with { Id = "p1", Width = 1067, Height = 1600, TakenAt = null, Camera = null, AlbumTitle = null } }),
        ["write"] = () => Show<TryToWritePage>(new { Network = Friendbook }),
        ["write-refused"] = () => Show<TryToWritePage>(new { Network = Friendbook, Attempt = new WriteAttempt(false, "Add photos to your albums", "The API answered 403 insufficient_scope.") }),
        ["write-done"] = () => Show<TryToWritePage>(new { Network = Friendbook, Attempt = new WriteAttempt(true, null, "The photo is in the album “The Alps in June” now.") }),
        ["write-nowhere"] = () => Show<TryToWritePage>(new { Network = Friendbook, Attempt = new WriteAttempt(false, null, "There is no album to add a photo to.") }),
    };

    public static void MapSamples(this IEndpointRouteBuilder app)
    {
        app.MapGet("/sample/{name}", (string name) => Pages.TryGetValue(name, out var page) ? page() : TypedResults.NotFound());
        app.MapGet("/sample/problems/{name}", (string name) => new ProblemResult(Problems[name], "invalid_grant: the code was redeemed before (RFC 6749 section 5.2)") { Dance = Dance });
    }

    private static RazorComponentResult<TPage> Show<TPage>(object parameters) where TPage : IComponent => new(parameters);
}
