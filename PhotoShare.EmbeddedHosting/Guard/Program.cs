using Aspire.Hosting.Guard;

// Started by the engine and by nobody else: it needs the engine's pipe on its standard input.
if (args is not ["guard"])
{
    Console.Error.WriteLine("This program guards the children of an AppHost. Run the AppHost instead: dotnet run --project PhotoShare.AppHost");
    return 2;
}
await new ChildGuard(Console.OpenStandardInput(), Console.OpenStandardOutput()).RunAsync();
return 0;

/// <summary>Named, because the web framework would make it public, and public here is what Aspire has.</summary>
internal sealed partial class Program;
