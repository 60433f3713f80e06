namespace PhotoShare.Dance.Joining;

/// <summary>A dictionary that forgets: what was not used for a while, and what was not used for longest where there is too much.</summary>
internal sealed class Remembered<TValue>(int most, TimeSpan life, TimeProvider time)
{
    private readonly Dictionary<string, LinkedListNode<Entry>> entries = [];
    private readonly LinkedList<Entry> byUse = new();

    public int Count => entries.Count;

    public bool TryGet(string key, out TValue value)
    {
        Forget();
        if (!entries.TryGetValue(key, out var node))
        {
            value = default!;
            return false;
        }
        Touch(node);
        value = node.Value.Value;
        return true;
    }

    public void Set(string key, TValue value)
    {
        Forget();
        if (entries.TryGetValue(key, out var node)) byUse.Remove(node);
        entries[key] = byUse.AddLast(new Entry(key, value, time.GetTimestamp()));
        if (entries.Count > most) Drop(byUse.First!);
    }

    private void Touch(LinkedListNode<Entry> node)
    {
        node.Value = node.Value with { Used = time.GetTimestamp() };
        byUse.Remove(node);
        byUse.AddLast(node);
    }

    private void Forget()
    {
        while (byUse.First is { } oldest && time.GetElapsedTime(oldest.Value.Used) > life) Drop(oldest);
    }

    private void Drop(LinkedListNode<Entry> node)
    {
        byUse.Remove(node);
        entries.Remove(node.Value.Key);
    }

    private readonly record struct Entry(string Key, TValue Value, long Used);
}
