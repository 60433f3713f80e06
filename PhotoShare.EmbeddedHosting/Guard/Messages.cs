using System.Text.Json.Serialization;

namespace Aspire.Hosting.Guard;

/// <summary>AppHost to guard, one line of JSON each: run a child, or end one.</summary>
/// <param name="Stop">The name of a child that runs; its report comes when it and all its descendants have ended.</param>
internal sealed record GuardOrder(StartChild? Start = null, string? Stop = null);

/// <summary>Run this child.</summary>
/// <param name="Environment">Added to the guard's own, which is the AppHost's.</param>
/// <param name="LogFile">Takes standard output and standard error.</param>
internal sealed record StartChild(string Name, string FileName, IReadOnlyList<string> Arguments, string WorkingDirectory, IDictionary<string, string> Environment, string LogFile);

/// <summary>Guard to AppHost, one line of JSON each: a child started (<paramref name="Pid"/> alone), could not be started (<paramref name="Error"/> goes on after its name) or ended (<paramref name="ExitCode"/>).</summary>
internal sealed record ChildReport(string Name, int? Pid = null, int? ExitCode = null, string? Error = null);

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(GuardOrder))]
[JsonSerializable(typeof(ChildReport))]
internal sealed partial class GuardJson : JsonSerializerContext;
