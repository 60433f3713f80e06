using System.Text.RegularExpressions;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Engine;

namespace Aspire.Hosting.Dashboard;

/// <summary>
/// Takes secrets out of what the dashboard is told. Aspire sends them, and lets a person uncover them; here they do not leave this process, for the contract can't mark a variable as secret.
/// </summary>
internal sealed partial class SecretMask
{
    public const string Hidden = "(secret)";

    /// <summary>A shorter value is not looked for inside others: it would be found everywhere.</summary>
    private const int Shortest = 6;

    private readonly string[] secrets;

    private SecretMask(IEnumerable<string> values) => secrets =
        [.. values.Where(value => value.Length >= Shortest).SelectMany(value => new[] { value, Uri.EscapeDataString(value) }).Distinct().OrderByDescending(value => value.Length)];

    /// <summary>Knows the values of all secret parameters, and the keys of the dashboard.</summary>
    public static SecretMask Of(DistributedApplicationBuilder builder, DashboardPlan plan) =>
        new(builder.Resources.OfType<ParameterResource>().Where(parameter => parameter.Secret).Select(parameter => parameter.GetValueAsync().AsTask().GetAwaiter().GetResult()).OfType<string>().Concat(plan.Keys.All));

    public static SecretMask Of(IEnumerable<string> secrets) => new(secrets);

    /// <summary>Text without the secrets that are known, and without passwords where a connection string or an address has them.</summary>
    public string Apply(string text)
    {
        foreach (var secret in secrets)
            text = text.Replace(secret, Hidden, StringComparison.Ordinal);
        text = PasswordInConnectionString().Replace(text, $"$1{Hidden}");
        return PasswordInAddress().Replace(text, $"$1{Hidden}$2");
    }

    /// <summary>A variable's value; of one whose name says that it is secret, nothing.</summary>
    public string Apply(string name, string value) => SecretName().IsMatch(name) && value.Length > 0 ? Hidden : Apply(value);

    // localhost:6379,password=…,ssl=true and Host=…;Password=…;Database=…
    [GeneratedRegex(@"\b((?:password|pwd)\s*=\s*)(?!\(secret\))[^,;\s]+", RegexOptions.IgnoreCase)]
    private static partial Regex PasswordInConnectionString();

    // redis://:…@127.0.0.1:6379
    [GeneratedRegex(@"(://[^\s/:@]*:)(?!\(secret\))[^\s/@]+(@)")]
    private static partial Regex PasswordInAddress();

    [GeneratedRegex("(password|passwd|pwd|secret|token|credential|apikey|api_key|privatekey|private_key)s?$", RegexOptions.IgnoreCase)]
    private static partial Regex SecretName();
}
