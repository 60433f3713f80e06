#!/usr/bin/env dotnet
#:include ../PhotoShare.EmbeddedHosting.Tests/PublicSurface.cs
// Holds the written list of Aspire's members against Aspire's own assemblies, as the AppHost's build on the aspire engine leaves them:
//   dotnet run tests/aspire/check-api.cs -- FOLDER [LIST]
// Prints each line of the list that Aspire does not have, with its members of that name below it. Exit code 1 if there is one.
using System.Reflection;
using System.Runtime.Loader;
using PhotoShare.EmbeddedHosting.Tests;

var folder = Path.GetFullPath(args is [var first, ..] ? first : throw new ArgumentException("Name the folder with Aspire's assemblies."));
var list = args is [_, var second] ? second : "tests/PhotoShare.EmbeddedHosting.Tests/AspireApi.txt";

AssemblyLoadContext.Default.Resolving += (context, name) =>
    Path.Combine(folder, $"{name.Name}.dll") is var path && File.Exists(path) ? context.LoadFromAssemblyPath(path) : null;
var aspire = Directory.GetFiles(folder, "Aspire.Hosting*.dll").SelectMany(path => PublicSurface.Of(Assembly.LoadFrom(path))).ToHashSet();
var listed = File.ReadAllLines(list).Select(line => line.Trim()).Where(line => line.Length > 0 && !line.StartsWith('#')).ToList();
var wrong = listed.Where(line => !aspire.Contains(line)).ToList();

foreach (var line in wrong)
{
    Console.WriteLine(line);
    foreach (var other in aspire.Where(other => Name(other) == Name(line)).Order(StringComparer.Ordinal))
        Console.WriteLine($"    Aspire: {other}");
}
Console.WriteLine($"{listed.Count - wrong.Count} of {listed.Count} lines are Aspire's own.");
return wrong.Count == 0 ? 0 : 1;

static string Name(string line) => line.Split('(', '{')[0].Split('<')[0].TrimEnd();
