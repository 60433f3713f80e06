using System.Collections;

namespace PhotoShare.Contract.Tests.Clients;

/// <summary>The parameters of a request: a list, not a map, for a test may send one twice.</summary>
public sealed class Parameters : IEnumerable<KeyValuePair<string, string>>
{
    private readonly List<KeyValuePair<string, string>> list = [];

    /// <summary>Adds one more, also where the name stands already.</summary>
    public void Add(string name, string value) => list.Add(new(name, value));

    /// <summary>Sets the value of a name, and drops it where the value is <see langword="null"/>.</summary>
    public Parameters With(string name, string? value)
    {
        list.RemoveAll(pair => pair.Key == name);
        if (value is not null) Add(name, value);
        return this;
    }

    /// <summary>Sets several.</summary>
    public Parameters With(IEnumerable<(string Name, string? Value)> changes)
    {
        foreach (var (name, value) in changes) With(name, value);
        return this;
    }

    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => list.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
