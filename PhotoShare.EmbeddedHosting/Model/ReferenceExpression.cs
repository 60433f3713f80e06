using System.Runtime.CompilerServices;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Text with parameters and endpoints in it, put together when the graph runs.</summary>
public sealed class ReferenceExpression : IValueProvider
{
    private readonly IReadOnlyList<object> parts;

    private ReferenceExpression(IReadOnlyList<object> parts) => this.parts = parts;

    /// <summary>Made from an interpolated string: <c>ReferenceExpression.Create($"{endpoint}/health")</c>.</summary>
    public static ReferenceExpression Create(in ExpressionInterpolatedStringHandler handler) => new(handler.Parts);

    /// <summary>Text, and values that are known later.</summary>
    internal IReadOnlyList<object> Parts => parts;

    internal IEnumerable<EndpointReference> Endpoints => parts.OfType<EndpointReference>();

    /// <summary>The resources that it speaks of.</summary>
    internal IEnumerable<Resource> Sources => parts.Select(part => part as Resource ?? (part as EndpointReference)?.Resource).OfType<Resource>();

    /// <inheritdoc/>
    public async ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default)
    {
        var text = new System.Text.StringBuilder();
        foreach (var part in parts)
            text.Append(part is IValueProvider provider ? await provider.GetValueAsync(cancellationToken) : part);
        return text.ToString();
    }

    /// <summary>Called by the compiler for an interpolated string.</summary>
    [InterpolatedStringHandler]
    public readonly ref struct ExpressionInterpolatedStringHandler
    {
        /// <summary>Called by the compiler.</summary>
        public ExpressionInterpolatedStringHandler(int literalLength, int formattedCount) =>
            Parts = new List<object>(formattedCount * 2 + (literalLength > 0 ? 1 : 0));

        internal List<object> Parts { get; }

        /// <summary>Text that stands in the source.</summary>
        public void AppendLiteral(string value) => Parts.Add(value);

        /// <summary>Text that is known already.</summary>
        public void AppendFormatted(string? value) => Parts.Add(value ?? "");

        /// <summary>An endpoint or another value that is known later.</summary>
        public void AppendFormatted<T>(T valueProvider) where T : IValueProvider => Parts.Add(valueProvider);

        /// <summary>A parameter.</summary>
        public void AppendFormatted<T>(IResourceBuilder<T> valueProvider) where T : IResource, IValueProvider => Parts.Add(valueProvider.Resource);
    }
}
