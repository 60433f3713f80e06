using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Dashboard;
using Aspire.Hosting.Engine;

namespace Aspire.Hosting.Docker.Deploying;

/// <summary>
/// The values of a deployment's variables. What the file has stays; what is missing comes from configuration, or is the default,
/// and a secret is made, once. Images alone are named anew each time.
/// </summary>
internal sealed class DeploymentValues
{
    private static readonly System.Buffers.SearchValues<char> Ambiguous = System.Buffers.SearchValues.Create("$'\"\\#`\r\n");

    private readonly EnvFile file;
    private readonly string path;

    private DeploymentValues(string path)
    {
        this.path = path;
        file = EnvFile.Load(path);
    }

    /// <summary>What is missing or wrong: one sentence each, without any secret.</summary>
    public List<string> Problems { get; } = [];

    /// <summary>True: at least one secret had to be made, and the file had none.</summary>
    public bool HasOnlyNewSecrets { get; private set; }

    public SecretMask Mask { get; private set; } = SecretMask.Of([]);

    public string? this[string name] => file[name];

    /// <summary>Finds all values, and writes nothing.</summary>
    public static DeploymentValues Gather(DistributedApplicationBuilder builder, DockerComposeEnvironmentResource environment, string path)
    {
        var values = new DeploymentValues(path);
        var secrets = environment.Variables.Where(variable => variable.Value.Source is ParameterResource { Secret: true }).Select(variable => variable.Key).ToList();
        values.HasOnlyNewSecrets = secrets.Count > 0 && secrets.TrueForAll(name => values.file[name] is null);
        foreach (var (name, variable) in environment.Variables)
        {
            values.file.Add(name, variable.Description);
            values.Find(name, variable.Source, builder);
        }
        values.Mask = SecretMask.Of(secrets.Select(name => values.file[name]).OfType<string>());
        return values;
    }

    public void SetImage(string name, string image) => file.Set(name, image);

    public void Save() => file.Save(path, PrivateFile.Create(FileMode.CreateNew));

    private void Find(string name, object source, DistributedApplicationBuilder builder)
    {
        var value = source switch
        {
            ParameterResource parameter => ValueOf(name, parameter, builder.Configuration[$"Parameters:{parameter.Name}"]),
            Mount mount => MountOf(name, mount),
            ContainerPort => file[name] ?? ContainerPort.Default,
            _ => file[name],
        };
        if (value is null)
            return;
        // What is already there is the person's own, in whatever form compose takes.
        if (file[name] is null && value.AsSpan().ContainsAny(Ambiguous))
            Problems.Add($"{name}: a value with $, #, quotes, backslashes or line breaks is not understood alike by all versions of compose. Choose another.");
        file.Set(name, value);
    }

    private string? ValueOf(string name, ParameterResource parameter, string? configured)
    {
        if (file[name] is { } existing)
        {
            if (configured is not null && configured != existing)
                Problems.Add($"{parameter.Name}: {path} already has another value of {name} than Parameters:{parameter.Name}. What was given once stays: change it in that file, or leave Parameters:{parameter.Name} out.");
            return existing;
        }
        var value = configured ?? parameter.Default?.Invoke();
        if (value is null)
            Problems.Add($"{parameter.Name}: no value. Set --Parameters:{parameter.Name}=…, or {name} in {path}.");
        return value;
    }

    private string MountOf(string name, Mount mount)
    {
        var value = file[name] ?? mount.Source;
        if (!Path.Exists(value))
            Problems.Add($"{name}: {value}, which is to be mounted at {mount.Target}, does not exist.");
        return value;
    }
}
