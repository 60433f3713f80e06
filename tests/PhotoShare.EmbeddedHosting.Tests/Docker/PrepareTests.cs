namespace PhotoShare.EmbeddedHosting.Tests.Docker;

/// <summary>The values of a deployment: found, made once, and never told.</summary>
public sealed class PrepareTests
{
    private const string Address = "--Parameters:address=https://photos.example";

    [Fact]
    public async Task Secrets_are_made_once_for_their_owner_alone_and_never_said()
    {
        using var engine = Engine();
        var (exitCode, output) = await engine.RunAsync("prepare", Address);
        Assert.True(exitCode == 0, output);
        var values = File.ReadAllText(engine.Values);
        var secret = Value(values, "SOME_SECRET");

        Assert.Matches("^[A-Za-z0-9]{43}$", secret);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, new FileInfo(engine.Values).UnixFileMode);
        Assert.Equal(("https://photos.example", "80"), (Value(values, "ADDRESS"), Value(values, "PORT")));
        Assert.EndsWith("/Program.cs", Value(values, "FRONT_BINDMOUNT_0"), StringComparison.Ordinal);

        var (_, again) = await engine.RunAsync("prepare");

        Assert.Equal(values, File.ReadAllText(engine.Values));
        Assert.DoesNotContain(secret, output + again + string.Concat(engine.Calls), StringComparison.Ordinal);
        Assert.DoesNotContain(secret, File.ReadAllText(Path.Combine(engine.Output, "docker-compose.yaml")) + File.ReadAllText(Path.Combine(engine.Output, ".env")), StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(engine.Output)!, "secrets.json", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task What_a_person_wrote_stays_and_a_contradiction_is_refused()
    {
        using var engine = Engine();
        Directory.CreateDirectory(engine.Output);
        const string Own = "# Ours\nADDRESS=https://own.example\n\nSOME_SECRET=a-secret-of-ours\n\n";
        File.WriteAllText(engine.Values, Own);

        Assert.Equal(0, (await engine.RunAsync("prepare")).ExitCode);
        Assert.All(Own.Split("\n\n", StringSplitOptions.RemoveEmptyEntries), own => Assert.Contains($"{own}\n\n", File.ReadAllText(engine.Values), StringComparison.Ordinal));

        var (exitCode, output) = await engine.RunAsync("prepare", Address, "--Parameters:some-secret=another");

        Assert.Equal(1, exitCode);
        Assert.Contains($"address: {engine.Values} already has another value of ADDRESS than Parameters:address.", output, StringComparison.Ordinal);
        Assert.Contains("some-secret: ", output, StringComparison.Ordinal);
        Assert.DoesNotContain("a-secret-of-ours", output, StringComparison.Ordinal);
        Assert.DoesNotContain("another\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Missing_value_is_named_with_how_to_set_it_and_nothing_is_written()
    {
        using var engine = Engine();
        var (exitCode, output) = await engine.RunAsync("prepare");

        Assert.Equal(1, exitCode);
        Assert.Contains($"address: no value. Set --Parameters:address=…, or ADDRESS in {engine.Values}.", output, StringComparison.Ordinal);
        Assert.False(File.Exists(engine.Values));
    }

    [Fact]
    public async Task Value_that_not_every_compose_reads_alike_is_refused()
    {
        using var engine = Engine();
        var (exitCode, output) = await engine.RunAsync("prepare", "--Parameters:address=https://$HOST/#x");

        Assert.Equal(1, exitCode);
        Assert.Contains("ADDRESS: a value with $, #, quotes, backslashes or line breaks is not understood alike by all versions of compose.", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mount_that_is_gone_is_named_with_its_variable()
    {
        using var engine = Engine();
        Directory.CreateDirectory(engine.Output);
        File.WriteAllText(engine.Values, "FRONT_BINDMOUNT_0=/no/such/file\n");
        var (exitCode, output) = await engine.RunAsync("prepare", Address);

        Assert.Equal(1, exitCode);
        Assert.Contains("FRONT_BINDMOUNT_0: /no/such/file, which is to be mounted at /settings, does not exist.", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task New_secrets_are_not_made_for_volumes_that_need_the_old_ones()
    {
        using var engine = Engine();
        engine.Write("volumes", "x_data\n");
        var (exitCode, output) = await engine.RunAsync("prepare", Address);

        Assert.Equal(1, exitCode);
        Assert.Contains("has no secrets, but volumes of aspire-small-", output, StringComparison.Ordinal);
        Assert.False(File.Exists(engine.Values));
    }

    private static FakeEngine Engine()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The stand-ins for docker and compose are shell scripts.");
        return new();
    }

    private static string Value(string values, string name) => values.Split('\n').Single(line => line.StartsWith($"{name}=", StringComparison.Ordinal))[(name.Length + 1)..];
}
