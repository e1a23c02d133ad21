namespace SttPowerShell.LocalService.Srgs;

/// <summary>Finds lines and columns of a text. Lines end with LF, CR LF or CR.</summary>
internal sealed class SrgsPositions
{
    private readonly List<int> _lineStarts = [0];

    public SrgsPositions(string text)
    {
        for (int index = 0; index < text.Length; index++)
        {
            bool ends = text[index] == '\n'
                || (text[index] == '\r' && !(index + 1 < text.Length && text[index + 1] == '\n'));
            if (ends) _lineStarts.Add(index + 1);
        }
    }

    public SrgsPosition At(int index)
    {
        int line = _lineStarts.BinarySearch(index);
        if (line < 0) line = ~line - 1;
        return new SrgsPosition(line + 1, index - _lineStarts[line] + 1);
    }
}
