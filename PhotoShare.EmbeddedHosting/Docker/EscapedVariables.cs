using System.Text.RegularExpressions;

namespace Aspire.Hosting.Docker;

/// <summary><c>$NAME</c> and <c>${NAME}</c> become <c>$$NAME</c> and <c>$${NAME}</c>: compose hands them on, and a shell in the container reads them.</summary>
internal static partial class EscapedVariables
{
    public static string In(string text) => Variable().Replace(text, "$$$$");

    // A dollar sign before a name that no other dollar sign stands before.
    [GeneratedRegex(@"(?<!\$)\$(?=[A-Za-z_]|\{[A-Za-z_])")]
    private static partial Regex Variable();
}
