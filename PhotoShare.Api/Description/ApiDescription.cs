using Scalar.AspNetCore;

namespace PhotoShare.Api.Description;

/// <summary>The OpenAPI document, for everybody, and a page to read it, in Development.</summary>
internal static class ApiDescription
{
    public static IServiceCollection AddApiDescription(this IServiceCollection services) => services.AddOpenApi();

    public static void MapApiDescription(this WebApplication app)
    {
        app.MapOpenApi().AllowAnonymous();
        if (!app.Environment.IsDevelopment()) return;
        app.MapScalarApiReference(options => options.DisableDefaultFonts().DisableTelemetry().DisableAgent().DisableMcp()).AllowAnonymous();
    }
}
