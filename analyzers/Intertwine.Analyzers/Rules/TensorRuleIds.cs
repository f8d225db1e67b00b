namespace Intertwine.Analyzers.Rules;

/// <summary>
/// Ids of the rules over hand-written tensor code. Their messages take {0} the method, {1} the group, {2} and on the arguments stated here; a representation is written as <c>TensorType.ToString</c> writes it. An id is never used
/// again for anything else.
/// </summary>
internal static class TensorRuleIds
{
    /// <summary>[Equivariant] names a group that is not known. Arguments: the group, the reason.</summary>
    public const string UnknownGroup = "EQV0060";

    /// <summary>[Rep] cannot be read, or is none of the group. Arguments: the parameter (or <c>return value</c>), the representation, the reason.</summary>
    public const string WrongAnnotation = "EQV0061";

    /// <summary>An annotation that does not fit what it stands on: no tensor, an axis beyond the rank, an element that a tuple does not have. Arguments: the parameter, what was expected, what came.</summary>
    public const string MisplacedAnnotation = "EQV0062";

    /// <summary>A function of single components. Arguments: the operation, the type.</summary>
    public const string PointwiseOnComponents = "EQV1101";

    /// <summary>A constant or an invariant added to components. Arguments: the operation, the type, what is added.</summary>
    public const string ConstantAdded = "EQV1102";

    /// <summary>Components multiplied by different numbers, or component by component. Arguments: the operation, the type, what with.</summary>
    public const string ComponentsScaled = "EQV1103";

    /// <summary>One component, or a part of an irrep, taken out. Arguments: the operation, the type, the axis.</summary>
    public const string ComponentSelected = "EQV1104";

    /// <summary>A reduction, softmax or norm along components that is no invariant of them. Arguments: the operation, the type, the axis.</summary>
    public const string ReducedAcrossComponents = "EQV1105";

    /// <summary>Two tensors with different representations combined as if they had the same. Arguments: the operation, the first type, the second type.</summary>
    public const string DifferentRepresentations = "EQV1106";

    /// <summary>A matrix or layer on the component axis that does not commute with the group. Arguments: the operation, the type, what it is multiplied by.</summary>
    public const string NotAnIntertwiner = "EQV1107";

    /// <summary>A contraction (einsum, matmul, dot) that pairs an axis of components with another kind of axis, or sums or repeats one alone. Arguments: the operation, the subscripts or axes, what is wrong.</summary>
    public const string WrongContraction = "EQV1108";

    /// <summary>Components mixed with another axis: view, flatten, permute, cat or stack. Arguments: the operation, the type, what happens to the axis.</summary>
    public const string AxisDestroyed = "EQV1109";

    /// <summary>A comparison of components, a mask made of them, or a branch on them. Arguments: the operation, the type.</summary>
    public const string ComponentsCompared = "EQV1110";

    /// <summary>Components overwritten in place by something that is not of the same representation. Arguments: the operation, the type, what is written.</summary>
    public const string ComponentsOverwritten = "EQV1111";

    /// <summary>A call of a method that is equivariant under a group that does not contain this one. Arguments: the method called, its group.</summary>
    public const string OtherGroup = "EQV1112";

    /// <summary>The return value transforms otherwise than stated. Arguments: what was stated, what came, a hint (<c>; reflections change its sign: state SO(3)…</c>) or nothing.</summary>
    public const string WrongReturn = "EQV1113";

    /// <summary>An argument transforms otherwise than the method called states, or what is written into a member otherwise than its annotation. Arguments: the parameter or member, the method called or the class, what was stated, what came.</summary>
    public const string WrongArgument = "EQV1114";

    /// <summary>Points used as vectors: summed, scaled, measured from the origin. Arguments: the operation, the type.</summary>
    public const string PointUsedAsVector = "EQV1115";

    /// <summary>Normalisation or dropout by component. Arguments: the module or operation, the type.</summary>
    public const string NormalizedByComponent = "EQV1116";

    /// <summary>Components contracted with themselves under a group that does not keep the sum of squares. Arguments: the operation, the type, what to contract with instead.</summary>
    public const string FormNotInvariant = "EQV1117";

    /// <summary>The analyzer cannot tell (information). Arguments: the return value or element, why.</summary>
    public const string Undecided = "EQV9010";
}
