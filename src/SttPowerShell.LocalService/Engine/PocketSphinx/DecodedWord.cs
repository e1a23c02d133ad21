namespace SttPowerShell.LocalService.Engine.PocketSphinx;

/// <summary>A word of a decoder's best reading.</summary>
/// <param name="Text">As the dictionary has it, without the number of its pronunciation.</param>
/// <param name="First">Its first frame, of 10 ms.</param>
/// <param name="End">The frame behind its last one.</param>
/// <param name="Posterior">How likely it is among all that the search considered, 0 to 1.</param>
/// <param name="Acoustic">The score of its sounds in the decoder's unit: 0 at best, the less the worse.</param>
internal readonly record struct DecodedWord(string Text, int First, int End, double Posterior, int Acoustic)
{
    public int Frames => End - First;
}
