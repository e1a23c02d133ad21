namespace SttPowerShell;

/// <summary>What a custom model adapts.</summary>
public enum SttModelType
{
    /// <summary>Words and sentences: learns from corpora, words and grammars.</summary>
    Language,
    /// <summary>Sound: learns from audio. For base models of the previous generation only.</summary>
    Acoustic,
}
