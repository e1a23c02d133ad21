namespace SampleModule;

/// <summary>A tin of paint.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Finish">How it dries.</param>
public sealed record Paint(string Name, Finish Finish);

/// <summary>How paint dries.</summary>
public enum Finish
{
    /// <summary>Without a shine.</summary>
    Matt,
    /// <summary>With one.</summary>
    Gloss,
}
