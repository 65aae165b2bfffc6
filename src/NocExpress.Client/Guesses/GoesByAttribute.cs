using System;

namespace NocExpress.Client.Guesses;

/// <summary>Says that what bears it goes by a guess.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
internal sealed class GoesByAttribute(Guess guess) : Attribute
{
    public Guess Guess { get; } = guess;
}
