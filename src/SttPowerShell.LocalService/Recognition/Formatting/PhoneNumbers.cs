namespace SttPowerShell.LocalService.Recognition.Formatting;

/// <summary>Phone numbers: ten digits, or eleven with a 1 before them. 911 is written like any three digits.</summary>
internal static class PhoneNumbers
{
    private const int Digits = 10;

    public static Entity? Read(SpokenText text, int begin)
    {
        if (DigitString.Read(text, begin, scaled: true) is not { } read) return null;
        bool country = read.Digits.Length == Digits + 1 && read.Digits[0] == '1';
        if (!country && read.Digits.Length != Digits) return null;
        string number = read.Digits[^Digits..];
        return new Entity($"{(country ? "1-" : "")}{number[..3]}-{number[3..6]}-{number[6..]}", read.Length);
    }
}
