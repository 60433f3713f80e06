namespace Aspire.Hosting.ApplicationModel;

/// <summary>A value given from outside, by configuration <c>Parameters:{name}</c>.</summary>
public sealed class ParameterResource : Resource, IValueProvider
{
    private readonly Func<string?> read;

    internal ParameterResource(string name, bool secret, Func<string?> read) : base(name)
    {
        this.read = read;
        Secret = secret;
        Checks.Add(() => read() is null ? $"{name}: no value. Set Parameters:{name}, by the environment variable Parameters__{name} or in appsettings.json." : null);
    }

    /// <summary>True: never shown.</summary>
    internal bool Secret { get; }

    /// <summary>What a deployment takes where it is given no value; null: it must be given one.</summary>
    internal Func<string>? Default { get; init; }

    /// <inheritdoc/>
    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default) => ValueTask.FromResult(read());
}

/// <summary>Where a parameter takes its value from if configuration has none.</summary>
public abstract class ParameterDefault
{
    internal ParameterDefault() { }

    /// <summary>Called once at most, when no value is configured.</summary>
    public abstract string GetDefaultValue();
}

/// <summary>Makes a random password of letters, digits and, unless told otherwise, special characters.</summary>
public sealed class GenerateParameterDefault : ParameterDefault
{
    private const string Alphanumeric = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    /// <summary>In characters; about six bits of entropy each.</summary>
    public int MinLength { get; set; }

    /// <summary>Default true. False for values that go where only letters and digits may stand.</summary>
    public bool Special { get; set; } = true;

    /// <inheritdoc/>
    public override string GetDefaultValue() =>
        System.Security.Cryptography.RandomNumberGenerator.GetString(Special ? Alphanumeric + "-_.{}~()*+!" : Alphanumeric, MinLength);
}
