namespace PhotoShare.Web.Keys;

/// <summary>When a signing key is made, signs, and is taken out of the key set.</summary>
public static class SigningKeyLife
{
    /// <summary>How long a key signs.</summary>
    public static readonly TimeSpan Signs = TimeSpan.FromDays(90);

    /// <summary>How long a key is published before it signs: longer than any server keeps our key set.</summary>
    public static readonly TimeSpan PublishedAhead = TimeSpan.FromDays(1);

    /// <summary>
    /// How long a key stays published after its successor signs: until the last assertion made with it has expired
    /// (a minute), with room for clocks that differ.
    /// </summary>
    public static readonly TimeSpan KeptAfter = TimeSpan.FromHours(1);

    /// <summary>How long an instance uses the keys that it has read. All instances change over at <see cref="SigningKey.SignsFrom"/>, because they knew it ahead.</summary>
    public static readonly TimeSpan Remembered = TimeSpan.FromMinutes(5);
}
