using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using SttPowerShell.LocalService.Customization;

namespace SttPowerShell.LocalService.Api;

/// <summary>
/// Reads an array out of a request's JSON object, <c>{"name":[…]}</c>, one element after another as they arrive.
/// Whatever else the object has is passed over.
/// </summary>
internal static class JsonArrayBody
{
    /// <summary>Bytes of one element. More of it would be looked at again and again while it arrives.</summary>
    public const int LargestElement = 64 * 1024;

    /// <summary>Where the reader is.</summary>
    private enum Place
    {
        /// <summary>In the object or before it.</summary>
        Object,
        /// <summary>Between elements.</summary>
        Array,
        End,
    }

    /// <summary>The elements. The array was only whole if the enumeration ends without an exception.</summary>
    /// <param name="body">The request's body.</param>
    /// <param name="name">The array's name.</param>
    /// <param name="type">The elements' type.</param>
    /// <param name="cancel">Stops waiting for the client.</param>
    /// <exception cref="RequestRefusedException">The body isn't such an object; the message says where.</exception>
    public static async IAsyncEnumerable<T> ReadAsync<T>(
        Stream body, string name, JsonTypeInfo<T> type, [EnumeratorCancellation] CancellationToken cancel)
    {
        PipeReader pipe = PipeReader.Create(body, new StreamPipeReaderOptions(leaveOpen: true));
        Parser<T> parser = new(name, type);
        for (bool last = false; !last;)
        {
            ReadResult read = await pipe.ReadAsync(cancel).ConfigureAwait(false);
            last = read.IsCompleted;
            SequencePosition consumed = parser.Parse(read.Buffer, last);
            foreach (T element in parser.TakeElements()) yield return element;
            if (read.Buffer.Slice(consumed).Length > LargestElement) throw parser.TooLarge();
            pipe.AdvanceTo(consumed, read.Buffer.End);
        }
    }

    /// <summary>Takes what is whole from the bytes that are there, and keeps its place until more are.</summary>
    private sealed class Parser<T>(string name, JsonTypeInfo<T> type)
    {
        private readonly List<T> _elements = [];
        private JsonReaderState _state;
        private Place _place;
        private bool _found;
        private int _count;

        public SequencePosition Parse(ReadOnlySequence<byte> data, bool last)
        {
            Utf8JsonReader reader = new(data, last, _state);
            try
            {
                // A reader is a value: looking ahead is to read with a copy of it.
                for (Utf8JsonReader ahead = reader; TryTake(ref ahead); reader = ahead)
                {
                }
            }
            catch (Exception wrong) when (wrong is JsonException or InvalidOperationException)
            {
                // The latter is said of names with escapes that are half of a character.
                throw Refused("The request's body must be a JSON object, but can't be read as one"
                    + (_count > 0 ? $": see what follows the element {name}[{_count - 1}]" : ""));
            }
            if (last && !_found) throw Refused($"Required parameter '{name}' is missing");
            _state = reader.CurrentState;
            return reader.Position;
        }

        /// <summary>The elements that were taken since the last call.</summary>
        public T[] TakeElements()
        {
            T[] taken = [.. _elements];
            _elements.Clear();
            return taken;
        }

        public RequestRefusedException TooLarge()
            => Refused($"The element {name}[{_count}] has more than {LargestElement} bytes");

        /// <summary>Takes the next token, or a value with all that is in it; false if it isn't there whole.</summary>
        private bool TryTake(ref Utf8JsonReader reader)
        {
            Utf8JsonReader start = reader;
            if (!reader.Read()) return false;
            switch (_place, reader.TokenType)
            {
                case (Place.Array, JsonTokenType.EndArray):
                    _place = Place.Object;
                    return true;
                case (Place.Array, _):
                    if (!reader.TrySkip()) return false;
                    reader = start;
                    reader.Read();
                    Add(ref reader);
                    return true;
                case (Place.Object, JsonTokenType.PropertyName):
                    return TryTakeProperty(ref reader);
                case (Place.Object, JsonTokenType.EndObject):
                    _place = Place.End;
                    return true;
                case (Place.Object, JsonTokenType.StartObject):
                    return true;
                default:
                    throw Refused("The request's body must be a JSON object");
            }
        }

        private bool TryTakeProperty(ref Utf8JsonReader reader)
        {
            bool matches = reader.ValueTextEquals(name);
            if (!reader.Read()) return false;
            if (!matches) return reader.TrySkip();
            if (reader.TokenType != JsonTokenType.StartArray)
            {
                throw Refused($"Invalid value for parameter '{name}': an array is expected");
            }
            _found = true;
            _place = Place.Array;
            return true;
        }

        private void Add(ref Utf8JsonReader reader)
        {
            string element = $"{name}[{_count}]";
            try
            {
                _elements.Add(JsonSerializer.Deserialize(ref reader, type)
                    ?? throw Refused($"Invalid value for parameter '{element}': null"));
                _count++;
            }
            catch (Exception wrong) when (wrong is JsonException or InvalidOperationException)
            {
                string member = wrong is JsonException { Path.Length: > 1 } known ? known.Path[1..] : "";
                throw Refused($"Invalid value for parameter '{element}{member}': it is not of the right type");
            }
        }

        private static RequestRefusedException Refused(string message)
            => new(StatusCodes.Status400BadRequest, message);
    }
}
