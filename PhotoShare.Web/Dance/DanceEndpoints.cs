using PhotoShare.Web.Forms;
using PhotoShare.Web.Layout;
using PhotoShare.Web.Networks;
using PhotoShare.Web.SignIn;

namespace PhotoShare.Web.Dance;

/// <summary>The two ends of the front channel: where the dance leaves for the network, and where it comes back.</summary>
public static partial class DanceEndpoints
{
    public static void MapDance(this IEndpointRouteBuilder routes)
    {
        var connections = routes.MapGroup($"{Paths.Connections}/{{network}}");
        connections.MapPost("/connect", Connect).RequireAuthorization().RequireForm();
        // Anonymous, for a session that ended meanwhile has its own answer, at an address without the code.
        connections.MapGet("/callback", Callback).AllowAnonymous();
        connections.MapGet("/problem/{problem}", ShowProblem).AllowAnonymous();
    }

    public static string CallbackPath(string network) => $"{Paths.Connections}/{network}/callback";

    private static async Task<IResult> Connect(string network, HttpContext context, NetworkCatalogue networks, ConnectingDance dance, DanceCookies cookies, DanceProblems problems, ILogger<ConnectingDance> logger, CancellationToken cancellationToken)
    {
        if (!networks.TryGet(network, out var known)) return TypedResults.NotFound();
        if (!(await dance.BeginAsync(known, Person.Id(context.User), cancellationToken)).TryGet(out var begun, out var refusal))
        {
            Log.Refused(logger, known.Id, refusal.Problem, refusal.Cause);
            return problems.Describe(known, refusal.Problem, refusal.Cause);
        }
        cookies.Set(context, known, begun);
        return new SeeOther(begun.Address.AbsoluteUri);
    }

    private static async Task<IResult> Callback(string network, HttpContext context, NetworkCatalogue networks, ConnectingDance dance, DanceCookies cookies, DanceProblems problems, ILogger<ConnectingDance> logger, CancellationToken cancellationToken)
    {
        if (!networks.TryGet(network, out var known)) return TypedResults.NotFound();
        // Whatever happens, the next page has an address without code and state (RFC 9700 section 4.2.4).
        IResult Refuse(Refusal refusal)
        {
            Log.Refused(logger, known.Id, refusal.Problem, refusal.Cause);
            return new SeeOther(problems.Address(known, refusal));
        }

        if (AuthorizationResponse.Read(context.Request.Query) is not { } response)
            return Refuse(new Refusal(DanceProblem.AnswerNotTrusted, "A parameter of the answer is there twice."));
        var browser = response.State is null ? null : cookies.Take(context, known, response.State);
        if (context.User.Identity?.IsAuthenticated != true)
            return Refuse(new Refusal(DanceProblem.SessionExpired, "Nobody is signed in at the callback."));
        var result = await dance.FinishAsync(known, response, browser, Person.Id(context.User), cancellationToken);
        return result.TryGet(out _, out var refused) ? new SeeOther(Paths.Keep(known.Id)) : Refuse(refused);
    }

    private static IResult ShowProblem(string network, string problem, string? cause, NetworkCatalogue networks, DanceProblems problems) =>
        networks.TryGet(network, out var known) && Enum.TryParse<DanceProblem>(problem, out var kind) && Enum.IsDefined(kind)
            ? problems.Describe(known, kind, problems.ReadCause(cause)) : TypedResults.NotFound();

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Connecting {Network} ended early: {Problem}. {Cause}")]
        public static partial void Refused(ILogger logger, string network, DanceProblem problem, string cause);
    }
}
