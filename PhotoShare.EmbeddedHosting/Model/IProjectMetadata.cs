namespace Aspire.Hosting;

/// <summary>What a generated class <c>Projects.X</c> knows of its project.</summary>
public interface IProjectMetadata
{
    /// <summary>The project file, an absolute path.</summary>
    string ProjectPath { get; }
}
