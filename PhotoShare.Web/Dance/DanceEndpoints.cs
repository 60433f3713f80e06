using PhotoShare.OAuth.Hops;
using PhotoShare.Web.Forms;
using PhotoShare.Web.Layout;
using PhotoShare.Web.Networks;
using PhotoShare.Web.SignIn;
using PhotoShare.Web.Watching;

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

    private static async Task<IResult> Connect(string network, HttpContext context, NetworkCatalogue networks, ConnectingDance dance, RequestHops hops, DanceCookies cookies, DanceProblems problems, ILogger<ConnectingDance> logger, CancellationToken cancellationToken)
    {
        if (!networks.TryGet(network, out var known)) return TypedResults.NotFound();
        var hop = hops.Mark(context, HopSteps.Start).Begins(DanceMarks.Connect, known);
        if (!(await dance.BeginAsync(known, Person.Id(context.User), hop.Activity?.Id, cancellationToken)).TryGet(out var begun, out var refusal))
        {
            hop.Ends(refusal.Problem);
            Log.Refused(logger, known.Id, refusal.Problem, refusal.Cause);
            return problems.Describe(known, refusal.Problem, refusal.Cause);
        }
        cookies.Set(context, known, begun);
        return new SeeOther(begun.Address.AbsoluteUri);
    }

    private static async Task<IResult> Callback(string network, HttpContext context, NetworkCatalogue networks, ConnectingDance dance, RequestHops hops, DanceCookies cookies, DanceProblems problems, ILogger<ConnectingDance> logger, CancellationToken cancellationToken)
    {
        if (!networks.TryGet(network, out var known)) return TypedResults.NotFound();
        var response = AuthorizationResponse.Read(context.Request.Query);
        var transaction = response is null ? null : await dance.TakeAsync(response);
        var hop = hops.Continue(context, transaction?.Dance, HopSteps.Callback);
        if (transaction?.Dance is null) hop.Begins(DanceMarks.Connect, known);
        response?.Describe(hop);

        // Whatever happens, the next page has an address without code and state (RFC 9700 section 4.2.4).
        IResult Refuse(Refusal refusal)
        {
            hop.Ends(refusal.Problem);
            Log.Refused(logger, known.Id, refusal.Problem, refusal.Cause);
            return new SeeOther(problems.Address(known, refusal, RequestHop.Of(context)?.Dance));
        }

        if (response is null) return Refuse(new Refusal(DanceProblem.AnswerNotTrusted, "A parameter of the answer is there twice."));
        var browser = response.State is null ? null : cookies.Take(context, known, response.State);
        var person = context.User.Identity?.IsAuthenticated == true ? Person.Id(context.User) : null;
        var result = await dance.FinishAsync(known, new Arrival(response, transaction, browser, person), cancellationToken);
        return result.TryGet(out _, out var refused) ? new SeeOther(Paths.Keep(known.Id)) : Refuse(refused);
    }

    /// <param name="dance">The trace of the dance that ended so.</param>
    private static IResult ShowProblem(string network, string problem, string? cause, string? dance, NetworkCatalogue networks, DanceProblems problems) =>
        networks.TryGet(network, out var known) && Enum.TryParse<DanceProblem>(problem, out var kind) && Enum.IsDefined(kind)
            ? problems.Describe(known, kind, problems.ReadCause(cause), dance) : TypedResults.NotFound();

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Connecting {Network} ended early: {Problem}. {Cause}")]
        public static partial void Refused(ILogger logger, string network, DanceProblem problem, string cause);
    }
}
