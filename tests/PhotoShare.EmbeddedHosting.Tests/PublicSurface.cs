using System.Reflection;
using System.Runtime.CompilerServices;

namespace PhotoShare.EmbeddedHosting.Tests;

/// <summary>An assembly's public members, one line of C# each, without attributes and bodies.</summary>
internal static class PublicSurface
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly NullabilityInfoContext Nullability = new();

    /// <summary>Also protected members: a class that is not sealed shows them to those that derive from it.</summary>
    public static IEnumerable<string> Of(Assembly assembly) => assembly.GetExportedTypes().SelectMany(type => Members(type).Prepend(Declaration(type))).Order(StringComparer.Ordinal);

    private static string Declaration(Type type)
    {
        var kind = type.IsInterface ? "interface" : type.IsValueType ? "struct" : type.IsAbstract && type.IsSealed ? "static class" : type.IsAbstract ? "abstract class" : "class";
        return $"{kind} {type.Namespace}.{Name(type)}";
    }

    private static IEnumerable<string> Members(Type type)
    {
        foreach (var constructor in type.GetConstructors(Declared | BindingFlags.NonPublic).Where(constructor => IsVisible(constructor)))
            yield return $"{Name(type)}({Parameters(constructor)})";
        foreach (var method in type.GetMethods(Declared | BindingFlags.NonPublic).Where(method => IsVisible(method) && !method.IsSpecialName))
            yield return $"{Name(type)}.{method.Name}{Generic(method)}({Parameters(method)}){Constraints(method)}";
        foreach (var property in type.GetProperties(Declared))
            yield return $"{Name(type)}.{property.Name} {{{(property.CanRead ? " get;" : "")}{(property.SetMethod?.IsPublic == true ? " set;" : "")} }}";
        foreach (var field in type.GetFields(Declared))
            yield return $"{Name(type)}.{field.Name}";
    }

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static string Generic(MethodInfo method) => method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(argument => argument.Name))}>" : "";

    private static string Parameters(MethodBase method) =>
        (method.IsDefined(typeof(ExtensionAttribute)) ? "this " : "") + string.Join(", ", method.GetParameters().Select(Parameter));

    private static string Parameter(ParameterInfo parameter)
    {
        var type = parameter.ParameterType;
        var nullable = !type.IsValueType && Nullability.Create(parameter).ReadState == NullabilityState.Nullable ? "?" : "";
        var standard = parameter.HasDefaultValue ? $" = {parameter.DefaultValue switch { null => type.IsValueType && Nullable.GetUnderlyingType(type) is null ? "default" : "null", true => "true", false => "false", string text => text.Replace("\n", "\\n", StringComparison.Ordinal), var other => other }}" : "";
        var many = parameter.IsDefined(typeof(ParamArrayAttribute)) ? "params " : "";
        return $"{many}{(type.IsByRef ? "in " + Name(type.GetElementType()!) : Name(type))}{nullable} {parameter.Name}{standard}";
    }

    private static string Constraints(MethodInfo method) => string.Concat(method.GetGenericArguments().Select(argument =>
    {
        var all = argument.GetGenericParameterConstraints().Select(Name).ToList();
        if (argument.GenericParameterAttributes.HasFlag(GenericParameterAttributes.DefaultConstructorConstraint))
            all.Add("new()");
        return all.Count == 0 ? "" : $" where {argument.Name} : {string.Join(", ", all)}";
    }));

    private static string Name(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } underlying)
            return Name(underlying) + "?";
        var simple = type.Name switch { "String" => "string", "Int32" => "int", "Boolean" => "bool", "Object" => "object", var name => name };
        if (type.IsArray)
            return Name(type.GetElementType()!) + "[]";
        if (simple.IndexOf('`', StringComparison.Ordinal) is >= 0 and var tick)
            simple = $"{simple[..tick]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>";
        return type.IsNested && !type.IsGenericParameter ? $"{Name(type.DeclaringType!)}.{simple}" : simple;
    }
}
