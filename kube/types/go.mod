module seawall/kube/types

go 1.26.0
