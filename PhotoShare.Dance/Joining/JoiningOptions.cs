namespace PhotoShare.Dance.Joining;

/// <summary>What the <see cref="Joiner"/> takes for an authorization server's, and how long and how much it remembers.</summary>
public sealed record JoiningOptions
{
    /// <summary>The services, by <c>service.name</c>, whose front-channel requests come as traces of their own. Default <c>keycloak</c>, as AppHost.cs names either server.</summary>
    public IReadOnlyCollection<string> AuthorizationServers { get; init; } = ["keycloak"];

    /// <summary>Every service is taken for one that carries no dance's trace: beside foreign applications. Default no.</summary>
    public bool EveryService { get; init; }

    /// <summary>How long a span waits for the one that says where it belongs. Default 30 s: exporters send every 5 s at the latest, and try again.</summary>
    public TimeSpan Wait { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a request whose dance is known waits for the hop that caused it. Default 3 s: services export every second.</summary>
    public TimeSpan WaitForCause { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>How long keys and traces are remembered after they were last used. Default one hour, in which a person can think.</summary>
    public TimeSpan Memory { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Spans that wait. Default 20,000; beyond, the trace that waits longest comes out as it arrived.</summary>
    public int MostWaiting { get; init; } = 20_000;

    /// <summary>Keys, and traces, that are remembered. Default 100,000, those of some 10,000 dances; beyond, the ones not used for longest are forgotten.</summary>
    public int MostRemembered { get; init; } = 100_000;
}
