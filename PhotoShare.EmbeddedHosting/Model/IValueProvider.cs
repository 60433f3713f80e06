namespace Aspire.Hosting.ApplicationModel;

/// <summary>A value that is known only once the graph runs.</summary>
public interface IValueProvider
{
    /// <summary>Null: there is no value.</summary>
    ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default);
}
