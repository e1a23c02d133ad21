using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using SttPowerShell.Client.Wire;

namespace SttPowerShell.Client.Http;

/// <summary>Reads answers to their end; gives a value only if it is whole and no error.</summary>
internal static class AnswerReader
{
    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    /// <summary>JSON, straight from the connection.</summary>
    public static async Task<Answer<T>> ReadAsync<T>(Exchange exchange, JsonTypeInfo<T> type)
        where T : ServiceAnswer
    {
        AnswerStream body = await exchange.OpenBodyAsync().ConfigureAwait(false);
        return new Answer<T>(await ReadAsync(exchange, body, type).ConfigureAwait(false), exchange.TransactionId);
    }

    /// <summary>JSON with one long list, whose elements are read while they arrive.</summary>
    /// <param name="exchange">Whose answer it is.</param>
    /// <param name="member">The wire name of the list.</param>
    /// <param name="type">The answer without them.</param>
    /// <param name="read">Reads an element.</param>
    public static async Task<Answer<ListAnswer<T, TElement>>> ReadListAsync<T, TElement>(
        Exchange exchange, string member, JsonTypeInfo<T> type, JsonElementReader<TElement> read)
        where T : ServiceAnswer
    {
        AnswerStream body = await exchange.OpenBodyAsync().ConfigureAwait(false);
        JsonListReader<TElement> reader = new(member, read, Array.MaxLength / 2);
        List<TElement> elements = [];
        try
        {
            while (await reader.ReadAsync(body, exchange.Token).ConfigureAwait(false)) elements.Add(reader.Current!);
            T frame = Check(exchange, JsonSerializer.Deserialize(reader.Frame, type));
            return new(new(frame, reader.HasList ? elements : null), exchange.TransactionId);
        }
        catch (JsonException e)
        {
            throw exchange.BadAnswer(Detail(e), e);
        }
    }

    /// <summary>An answer that tells nothing beyond success: <c>{}</c> or no body.</summary>
    public static async Task<Answer<Acknowledgement>> ReadAcknowledgementAsync(Exchange exchange)
    {
        AnswerStream body = await exchange.OpenBodyAsync().ConfigureAwait(false);
        Acknowledgement value;
        try
        {
            value = await ReadAsync(exchange, body, WireJson.Plain.Acknowledgement).ConfigureAwait(false);
        }
        catch (SttTransportException) when (body.IsBlank)
        {
            value = new Acknowledgement();
        }

        return new Answer<Acknowledgement>(value, exchange.TransactionId);
    }

    /// <summary>
    /// The JSON as it came, without the white space around it, and what of it is of the type, which shows whether it
    /// is whole.
    /// </summary>
    public static async Task<Answer<(string Json, T Value)>> ReadTextAsync<T>(Exchange exchange, JsonTypeInfo<T> type)
        where T : ServiceAnswer
    {
        AnswerStream body = await exchange.OpenBodyAsync().ConfigureAwait(false);
        using MemoryStream whole = new();
        await body.CopyToAsync(whole, exchange.Token).ConfigureAwait(false);
        ReadOnlyMemory<byte> json = Trim(whole.GetBuffer().AsMemory(0, (int)whole.Length));
        try
        {
            T value = Check(exchange, JsonSerializer.Deserialize(json.Span, type));
            return new Answer<(string, T)>((StrictUtf8.GetString(json.Span), value), exchange.TransactionId);
        }
        catch (JsonException e)
        {
            throw exchange.BadAnswer(Detail(e), e);
        }
        catch (DecoderFallbackException e)
        {
            throw exchange.BadAnswer("not UTF-8", e);
        }
    }

    private static async Task<T> ReadAsync<T>(Exchange exchange, AnswerStream body, JsonTypeInfo<T> type)
        where T : ServiceAnswer
    {
        T? value;
        try
        {
            value = await JsonSerializer.DeserializeAsync(body, type, exchange.Token).ConfigureAwait(false);
        }
        catch (JsonException e)
        {
            throw exchange.BadAnswer(Detail(e), e);
        }

        return Check(exchange, value);
    }

    /// <summary>The value, if it tells no error and has all that it must.</summary>
    public static T Check<T>(Exchange exchange, T? value)
        where T : ServiceAnswer
    {
        if (value is null) throw exchange.BadAnswer("null");
        if (value.IsFailure()) throw exchange.FailedLate(value);
        if (value.MissingMember() is { } member) throw exchange.BadAnswer($"no '{member}'");
        return value;
    }

    private static ReadOnlyMemory<byte> Trim(ReadOnlyMemory<byte> text)
    {
        if (text.Span.StartsWith("\uFEFF"u8)) text = text[3..];
        int start = text.Length - text.Span.TrimStart(" \t\r\n"u8).Length;
        return text[start..(start + text.Span.Trim(" \t\r\n"u8).Length)];
    }

    /// <summary>Where the JSON goes wrong. The serializer's own message names types of this program.</summary>
    public static string Detail(JsonException exception)
        => exception.Path is { Length: > 1 } path ? $"unusable JSON at {path}" : "no JSON";
}
