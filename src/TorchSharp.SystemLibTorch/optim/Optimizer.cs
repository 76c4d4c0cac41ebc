using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        /// <summary>Where a schedule sets the learning rate of a group of parameters.</summary>
        public interface ILearningRateController
        {
            double LearningRate { get; set; }

            double InitialLearningRate { get; set; }
        }

        public abstract class Optimizer : IDisposable
        {
            protected IList<ParamGroup> _parameter_groups = [];

            private protected Optimizer()
            {
            }

            public virtual IEnumerable<ILearningRateController> ParamGroups => _parameter_groups;

            public virtual IEnumerable<Parameter> parameters() => _parameter_groups.SelectMany(group => group.Parameters);

            public virtual void add_param_group(ParamGroup param_group) => _parameter_groups.Add(param_group);

            /// <summary>Sets the gradients that are there to zero; they keep their memory.</summary>
            public virtual void zero_grad()
            {
                foreach (Parameter parameter in parameters())
                {
                    using Tensor? gradient = parameter.grad;
                    gradient?.zero_();
                }
            }

            /// <summary>Changes the parameters by their gradients; each kind of optimizer in its own way, this base not at all.</summary>
            /// <returns>What the closure returned, or null without one.</returns>
            public virtual Tensor? step(Func<Tensor>? closure = null) => closure?.Invoke();

            public void Dispose()
            {
                Dispose(disposing: true);
                GC.SuppressFinalize(this);
            }

            protected virtual void Dispose(bool disposing)
            {
                if (disposing) ReleaseState();
            }

            private protected virtual void ReleaseState()
            {
            }

            /// <summary>Options and state of every group, the state in the order of the parameters; the tensors are the optimizer's own.</summary>
            public class StateDictionary
            {
                internal StateDictionary(List<OptimizerOptions> options, List<OptimizerState> state, List<List<int>> stateIndexRef)
                {
                    Options = options;
                    State = state;
                    StateIndexRef = stateIndexRef;
                }

                public List<OptimizerOptions> Options { get; }

                public List<OptimizerState> State { get; }

                /// <summary>For each group, where its parameters stand in <see cref="State"/>.</summary>
                public List<List<int>> StateIndexRef { get; }
            }
        }
    }
}
