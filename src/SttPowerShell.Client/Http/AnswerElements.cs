using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using SttPowerShell.Client.Wire;

namespace SttPowerShell.Client.Http;

/// <summary>The elements of an answer that is one long list, read as they arrive. It owns its exchange.</summary>
internal sealed class AnswerElements<T> : IDisposable
    where T : class
{
    private readonly Exchange _exchange;
    private readonly AnswerStream _body;
    private readonly JsonListReader<T> _reader;
    private readonly string _member;
    private CancellationTokenSource? _linked;

    private AnswerElements(Exchange exchange, AnswerStream body, string member, JsonTypeInfo<T> type)
    {
        _exchange = exchange;
        _body = body;
        _reader = JsonListReader.Of(member, type);
        _member = member;
    }

    /// <summary>The element; null once the list has ended and was whole.</summary>
    public T? Current { get; private set; }

    /// <summary>Reads to the first element, or to the end of an empty list.</summary>
    public static async Task<AnswerElements<T>> OpenAsync(Exchange exchange, string member, JsonTypeInfo<T> type)
    {
        AnswerStream body = await exchange.OpenBodyAsync().ConfigureAwait(false);
        AnswerElements<T> elements = new(exchange, body, member, type);
        await elements.ReadAsync(exchange.Token).ConfigureAwait(false);
        exchange.HandOver();
        return elements;
    }

    /// <summary>Goes on to the next element, after the call that opened the list.</summary>
    /// <param name="cancel">The same each time.</param>
    /// <exception cref="SttTransportException">The rest of the list didn't come, or can't be used.</exception>
    /// <exception cref="SttApiException">The service failed after it had begun to answer.</exception>
    public async Task AdvanceAsync(CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        _linked ??= _exchange.LinkTo(cancel);
        try
        {
            await ReadAsync(_linked.Token).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            cancel.ThrowIfCancellationRequested();
            Exception clear = _exchange.Translate(e);
            if (ReferenceEquals(clear, e)) throw;
            throw clear;
        }
    }

    /// <summary>Closes the connection, if the answer hasn't come to its end.</summary>
    public void Dispose()
    {
        _linked?.Dispose();
        _exchange.Dispose();
    }

    private async Task ReadAsync(CancellationToken cancel)
    {
        try
        {
            bool isElement = await _reader.ReadAsync(_body, cancel).ConfigureAwait(false);
            if (isElement) _exchange.Elements = (_reader.Count, _member);
            else RequireList();
            Current = isElement ? _reader.Current : null;
        }
        catch (JsonException e)
        {
            throw _exchange.BadAnswer(AnswerReader.Detail(e), e);
        }
    }

    private void RequireList()
    {
        AnswerReader.Check(_exchange, JsonSerializer.Deserialize(_reader.Frame, WireJson.Plain.Acknowledgement));
        if (!_reader.HasList) throw _exchange.BadAnswer($"no '{_member}'");
    }
}
