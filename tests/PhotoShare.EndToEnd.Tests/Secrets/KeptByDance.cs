using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using PhotoShare.EndToEnd.Tests.Running;
using StackExchange.Redis;

namespace PhotoShare.EndToEnd.Tests.Secrets;

/// <summary>What Dance keeps in the cache, unpacked.</summary>
public static class KeptByDance
{
    /// <summary>All values of all keys that begin with <c>dance:</c>, as text; packed ones (JSON under Brotli) unpacked.</summary>
    public static async Task<string> ReadAsync(RunningPhotoShare running)
    {
        var settings = await File.ReadAllTextAsync(Path.Combine(running.Data.FullName, "cache", "garnet.conf"));
        var options = new ConfigurationOptions { Password = Setting(settings, "Password"), AbortOnConnectFail = true };
        options.EndPoints.Add("127.0.0.1", int.Parse(Setting(settings, "Port"), System.Globalization.CultureInfo.InvariantCulture));
        await using var redis = await ConnectionMultiplexer.ConnectAsync(options);
        var kept = new StringBuilder();
        foreach (var key in redis.GetServers().Single().Keys(pattern: "dance:*"))
        {
            kept.AppendLine(key.ToString());
            if (await redis.GetDatabase().KeyTypeAsync(key) != RedisType.Hash) continue;
            foreach (var entry in await redis.GetDatabase().HashGetAllAsync(key)) kept.AppendLine(Text((byte[])entry.Value!));
        }
        return kept.ToString();
    }

    private static string Text(byte[] value)
    {
        try
        {
            using var unpacked = new MemoryStream();
            using (var brotli = new BrotliStream(new MemoryStream(value), CompressionMode.Decompress)) brotli.CopyTo(unpacked);
            return Encoding.UTF8.GetString(unpacked.ToArray());
        }
        catch (InvalidDataException)
        {
            return Encoding.Latin1.GetString(value);
        }
    }

    private static string Setting(string json, string name) => Member(name).Match(json) is { Success: true } found ? found.Groups[1].Value
        : throw new InvalidOperationException($"garnet.conf names no {name}.");

    private static Regex Member(string name) => new($"\"{name}\"\\s*:\\s*\"?([^\",\\s}}]+)");
}
