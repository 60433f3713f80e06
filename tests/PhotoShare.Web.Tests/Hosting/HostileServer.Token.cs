using System.Text.Json.Nodes;
using PhotoShare.OAuth;

namespace PhotoShare.Web.Tests.Hosting;

public sealed partial class HostileServer
{
    private async Task<IResult> TokenAsync(HttpContext context)
    {
        var form = context.Request.Form;
        if (Tricks.RedirectsTokenCallsTo is { } elsewhere) return Results.Redirect(elsewhere, permanent: false, preserveMethod: true);
        if (Tricks.TokenError is { } refused) return Error(refused, $"about {form["code"]}{form["refresh_token"]}{form["client_assertion"]}");
        return form["grant_type"].ToString() switch
        {
            "authorization_code" => Redeem(context, form["code"].ToString(), form["code_verifier"].ToString()),
            "refresh_token" => await RefreshAsync(context, form["refresh_token"].ToString()),
            _ => Error("unsupported_grant_type"),
        };
    }

    private IResult Redeem(HttpContext context, string code, string verifier)
    {
        if (!codes.TryRemove(code, out var request)) return Error("invalid_grant");
        if (Pkce.Challenge(verifier) != request["code_challenge"]) return Error("invalid_grant");
        if (Tricks.DropsRedemptions)
        {
            context.Abort();
            return Results.Empty;
        }
        var answer = Tokens(Subject, refreshToken: null);
        if (request["scope"].Split(' ').Contains("openid")) answer["id_token"] = Track(IdToken(request));
        return Results.Json(answer);
    }

    private async Task<IResult> RefreshAsync(HttpContext context, string refreshToken)
    {
        if (Tricks.HoldsRefreshes is { } gate) await gate.Task;
        if (!refreshTokens.TryGetValue(refreshToken, out var subject)) return Error("invalid_grant");
        if (Tricks.Rotates) refreshTokens.TryRemove(refreshToken, out _);
        var answer = Tokens(subject, Tricks.Rotates ? null : refreshToken);
        if (Tricks.LosesNextRefreshAnswer)
        {
            Tricks.LosesNextRefreshAnswer = false;
            context.Abort();
            return Results.Empty;
        }
        return Results.Json(answer);
    }

    private JsonObject Tokens(string subject, string? refreshToken)
    {
        var (access, refresh) = (Secret(), refreshToken ?? Secret());
        accessTokens[access] = subject;
        refreshTokens[refresh] = subject;
        return new JsonObject { ["access_token"] = access, ["token_type"] = "Bearer", ["expires_in"] = 300, ["refresh_token"] = refresh, ["scope"] = Tricks.GrantedScope };
    }

    private string Track(string token)
    {
        Secrets.Add(token);
        return token;
    }

    private static IResult Error(string error, string? description = null) => Results.Json(new { error, error_description = description }, statusCode: 400);
}
