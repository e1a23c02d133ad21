namespace HelpBuilder;

/// <summary>Types as help writes them.</summary>
internal static class TypeName
{
    /// <summary>Such as <c>String[]</c>; what a nullable type holds.</summary>
    public static string Short(Type type)
        => type.IsArray ? Short(type.GetElementType()!) + "[]" : Present(type).Name;

    /// <summary>Such as <c>System.String</c>.</summary>
    public static string Full(Type type)
        => type.IsArray ? Full(type.GetElementType()!) + "[]" : XmlDocumentation.Id(Present(type));

    /// <summary>What an array or a nullable type holds; any other type itself.</summary>
    public static Type Element(Type type) => type.IsArray ? Element(type.GetElementType()!) : Present(type);

    private static Type Present(Type type) => Nullable.GetUnderlyingType(type) ?? type;
}
