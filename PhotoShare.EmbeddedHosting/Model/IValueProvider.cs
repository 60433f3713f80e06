namespace Aspire.Hosting.ApplicationModel;

/// <summary>A value that is known only once the graph runs.</summary>
public interface IValueProvider
{
    /// <summary>Null: there is no value.</summary>
    ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default);
}

/// <summary>A value that a description of the graph can name without knowing it.</summary>
public interface IManifestExpressionProvider
{
    /// <summary>Its name in braces: <c>{login-url.value}</c>, <c>{web.bindings.http.url}</c>.</summary>
    string ValueExpression { get; }
}
