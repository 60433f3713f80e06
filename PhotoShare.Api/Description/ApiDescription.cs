using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.Options;
using Microsoft.OpenApi;
using NetEscapades.AspNetCore.SecurityHeaders;
using Scalar.AspNetCore;

namespace PhotoShare.Api.Description;

/// <summary>The OpenAPI document, for everybody, and a page to read it, in Development. The page fetches nothing from elsewhere.</summary>
internal static class ApiDescription
{
    private const string Scheme = "accessToken";

    public static IServiceCollection AddApiDescription(this IServiceCollection services) => services.AddOpenApi(options => options
        .AddDocumentTransformer(DescribeNetwork)
        .AddOperationTransformer(DescribeRefusals));

    public static void MapApiDescription(this WebApplication app)
    {
        app.MapOpenApi().AllowAnonymous();
        if (!app.Environment.IsDevelopment()) return;
        app.MapScalarApiReference((options, context) => options.WithNonce(context.GetNonce()).DisableDefaultFonts().DisableTelemetry().DisableAgent().DisableMcp().HideClientButton().HideDeveloperTools())
            .WithSecurityHeadersPolicy(ResponseHeaders.Page).AllowAnonymous();
    }

    private static Task DescribeNetwork(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        var options = context.ApplicationServices.GetRequiredService<IOptions<ApiOptions>>().Value;
        document.Info = new OpenApiInfo
        {
            Title = $"Photos of {options.Network}",
            Version = "v1",
            Description = $"Albums and photos of the person whose access token is sent. Tokens come from `{options.Issuer}`, for the audience `{options.Audience}`. "
                + "Refusals are worded as RFC 6750 section 3 says; every error is a Problem Details document (RFC 9457).",
        };
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [Scheme] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", BearerFormat = "at+jwt", Description = "RFC 9068, RFC 6750: in the Authorization header only." },
        };
        return Task.CompletedTask;
    }

    private static Task DescribeRefusals(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var scopes = context.Description.ActionDescriptor.EndpointMetadata.OfType<IAuthorizeData>().Select(data => data.Policy).OfType<string>().ToList();
        if (scopes.Count == 0) return Task.CompletedTask;

        operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Scheme, context.Document)] = scopes }];
        operation.Responses ??= [];
        operation.Responses["401"] = new OpenApiResponse { Description = "No access token, or one that is not accepted: `invalid_token`." };
        operation.Responses["403"] = new OpenApiResponse { Description = $"The token lacks the scope `{string.Join(' ', scopes)}`: `insufficient_scope`." };
        operation.Responses["503"] = new OpenApiResponse { Description = "The authorization server cannot be asked about the token right now; `Retry-After` says when to try again." };
        return Task.CompletedTask;
    }
}
