namespace SttPowerShell.Client.Http;

/// <summary>
/// Follows JSON text piece by piece just far enough to say whether it breaks off: in a string, or with an object or
/// array open. Needed where an answer has neither a length nor chunks, so that only the JSON itself tells a lost
/// connection from the end.
/// </summary>
internal struct JsonExtent
{
    private int _depth;
    private bool _begun;
    private bool _inString;
    private bool _escaped;

    public readonly bool IsUnfinished => !_begun || _depth > 0 || _inString;

    public void Follow(ReadOnlySpan<byte> piece)
    {
        foreach (byte character in piece)
        {
            if (_inString) FollowString(character);
            else FollowStructure(character);
        }
    }

    private void FollowString(byte character)
    {
        if (_escaped) _escaped = false;
        else if (character == '\\') _escaped = true;
        else if (character == '"') _inString = false;
    }

    private void FollowStructure(byte character)
    {
        switch (character)
        {
            case (byte)'"':
                _inString = true;
                break;
            case (byte)'{' or (byte)'[':
                _depth++;
                break;
            case (byte)'}' or (byte)']':
                _depth--;
                break;
            case (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n':
                return;
        }

        _begun = true;
    }
}
