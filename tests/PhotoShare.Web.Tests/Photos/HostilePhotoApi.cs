using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Net.Http.Headers;
using PhotoShare.Web.Tests.Hosting;

namespace PhotoShare.Web.Tests.Photos;

/// <summary>A network's photo API, on a real socket: honest until a test gives it another answer.</summary>
public sealed class HostilePhotoApi : IAsyncDisposable
{
    public const string Etag = "\"v1\"";
    public static readonly byte[] Picture = RandomNumberGenerator.GetBytes(5000);
    private readonly WebApplication app;

    private HostilePhotoApi()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        app = builder.Build();
        app.Use(AnswerAsync);
        app.MapGet("/albums", (string? cursor) => Results.Json(new { items = new[] { Album(cursor is null ? "first" : "later") }, next = cursor is null ? "a/b+c&d=" : null }));
        app.MapGet("/albums/{id}", (string id, string? cursor) => id == "first"
            ? Results.Json(new { id, title = "The first", description = "", photoCount = 1, coverPhotoId = "p1", createdAt = "2026-06-01T10:00:00Z", photos = new { items = new[] { Photo("p1") }, next = (string?)null } })
            : Results.NotFound());
        app.MapGet("/photos/{id}", (string id) => id == "p1" ? Results.Json(Photo(id)) : Results.NotFound());
        app.MapGet("/photos/{id}/thumbnail", () => Results.Bytes(Picture, "image/webp", entityTag: new EntityTagHeaderValue(Etag)));
        app.MapGet("/photos/{id}/original", () => Results.Bytes(Picture, "image/jpeg", entityTag: new EntityTagHeaderValue(Etag), enableRangeProcessing: true));
        app.MapPost("/albums/{id}/photos", (HttpResponse response) =>
        {
            response.Headers.WWWAuthenticate = "Bearer realm=\"photos\", error=\"insufficient_scope\", scope=\"photos.write\"";
            return Results.StatusCode(403);
        });
    }

    public string Address => app.Urls.Single();

    /// <summary>Answers everything instead of the honest ways, while it is set.</summary>
    public RequestDelegate? Instead { get; set; }

    /// <summary>Which access tokens it takes. Any, unless told.</summary>
    public Func<string, bool> Takes { get; set; } = _ => true;

    public ConcurrentQueue<(string Method, string Address, string? Authorization, string? ContentType)> Requests { get; } = [];

    public static async Task<HostilePhotoApi> StartAsync()
    {
        var api = new HostilePhotoApi();
        await api.app.StartAsync();
        return api;
    }

    /// <summary>Web with this as the API of Friendbook.</summary>
    public Task<WebUnderTest> StartWebAsync(GarnetServer garnet) => WebUnderTest.StartAsync(garnet, settings => settings["Networks:friendbook:ApiUrl"] = Address);

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private Task AnswerAsync(HttpContext context, RequestDelegate next)
    {
        var request = context.Request;
        var authorization = (string?)request.Headers.Authorization;
        Requests.Enqueue((request.Method, request.Path + request.QueryString, authorization, request.ContentType));
        if (Instead is { } instead) return instead(context);
        if (authorization is ['B', 'e', 'a', 'r', 'e', 'r', ' ', .. var token] && Takes(token)) return next(context);
        context.Response.StatusCode = 401;
        context.Response.Headers.WWWAuthenticate = "Bearer error=\"invalid_token\"";
        return Task.CompletedTask;
    }

    private static object Album(string id) =>
        new { id, title = $"Album <{id}>", description = "", photoCount = 1, coverPhotoId = "p1", createdAt = "2026-06-01T10:00:00Z" };

    private static object Photo(string id) => new
    {
        id,
        albumId = "first",
        title = "A <b>bold</b> photo",
        width = 1600,
        height = 1067,
        takenAt = "2026-06-01T05:41:00",
        bytes = 5000,
        contentType = "image/jpeg",
        createdAt = "2026-06-01T10:00:00Z",
        camera = new { model = "Lumen M2", exposureTime = 0.004, aperture = 2.8, iso = 200, focalLength = 35 },
    };
}
