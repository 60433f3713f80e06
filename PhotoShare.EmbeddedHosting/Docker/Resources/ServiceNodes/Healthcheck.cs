namespace Aspire.Hosting.Docker.Resources.ServiceNodes;

/// <summary>How a container is asked whether it is well. Times such as <c>10s</c>.</summary>
public sealed class Healthcheck
{
    /// <summary><c>CMD</c> or <c>CMD-SHELL</c>, and a command that ends with 0 if all is well.</summary>
    public List<string> Test { get; set; } = [];

    /// <summary>From one question to the next.</summary>
    public required string Interval { get; set; }

    /// <summary>For an answer.</summary>
    public required string Timeout { get; set; }

    /// <summary>How many bad answers in a row make it ill.</summary>
    public int? Retries { get; set; }

    /// <summary>At its start, in which bad answers don't count.</summary>
    public required string StartPeriod { get; set; }
}
