namespace SttPowerShell;

/// <summary>The two forms of a grammar in the W3C's Speech Recognition Grammar Specification.</summary>
public enum SttGrammarFormat
{
    /// <summary>Augmented BNF, as in .gram and .abnf files.</summary>
    Abnf,
    /// <summary>XML, as in .grxml and .xml files.</summary>
    Xml,
}
