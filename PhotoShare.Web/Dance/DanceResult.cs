using System.Diagnostics.CodeAnalysis;

namespace PhotoShare.Web.Dance;

/// <summary>What a step of the dance gave, or why it was refused. What the protocol can refuse is no exception.</summary>
public sealed class DanceResult<T> where T : class
{
    private readonly T? value;
    private readonly Refusal? refusal;

    private DanceResult(T? value, Refusal? refusal) => (this.value, this.refusal) = (value, refusal);

    public static implicit operator DanceResult<T>(T value) => new(value, null);

    public static implicit operator DanceResult<T>(Refusal refusal) => new(null, refusal);

    /// <returns>True with the value, false with the refusal.</returns>
    public bool TryGet([NotNullWhen(true)] out T? value, [NotNullWhen(false)] out Refusal? refusal)
    {
        (value, refusal) = (this.value, this.refusal);
        return value is not null;
    }
}
