using System.Diagnostics;
using PhotoShare.Web.Networks;

namespace PhotoShare.Web.Dance;

/// <summary>Spans around the dance's steps. They name the network and the outcome, never a value of the protocol.</summary>
public static class DanceTelemetry
{
    /// <summary>ServiceDefaults listens to the source of the application's name.</summary>
    public static readonly ActivitySource Source = new("PhotoShare.Web");

    private const string NetworkTag = "photoshare.network", ProblemTag = "photoshare.problem";

    public static DanceStep Start(string name, Network network)
    {
        var activity = Source.StartActivity(name);
        activity?.SetTag(NetworkTag, network.Id);
        return new DanceStep(activity);
    }

    /// <summary>One step's span.</summary>
    public readonly struct DanceStep(Activity? activity) : IDisposable
    {
        /// <summary>Notes that the step was refused.</summary>
        public Refusal End(Refusal refusal)
        {
            activity?.SetTag(ProblemTag, refusal.Problem.ToString()).SetStatus(ActivityStatusCode.Error);
            return refusal;
        }

        public void Dispose() => activity?.Dispose();
    }
}
